//! Jira exports: CSV.
