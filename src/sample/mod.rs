//! The deterministic sample program and the load generator.
