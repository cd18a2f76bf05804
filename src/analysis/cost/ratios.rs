//! The figures that follow from PV, EV, AC and BAC. A zero denominator is "n/a" with the reason,
//! never 0, 1 or infinity.

use super::earned::EarnedValue;
use crate::model::EacForm;

/// Why a figure cannot be computed, as a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotComputable(pub &'static str);

const NO_BUDGET: NotComputable = NotComputable("No work package has a budget, so nothing can be earned.");
const NOTHING_SPENT: NotComputable =
    NotComputable("Nothing was spent yet, so there is nothing to divide by.");
const NOTHING_PLANNED: NotComputable =
    NotComputable("Nothing was planned to be done by now, so there is nothing to divide by.");
const NOTHING_EARNED: NotComputable =
    NotComputable("Nothing was earned yet, so there is nothing to divide by.");
const BUDGET_SPENT: NotComputable =
    NotComputable("The budget is spent to the last cent, so nothing is left to divide by.");

/// `part ÷ whole` of amounts.
fn divide(part: i64, whole: i64, reason: NotComputable) -> Result<f64, NotComputable> {
    if whole == 0 { Err(reason) } else { Ok(part as f64 / whole as f64) }
}

/// An amount from a computation; rounded half away from zero, kept within range.
fn cents(value: f64) -> i64 {
    value.round() as i64
}

impl EarnedValue {
    /// Whether there is a budget to measure against.
    ///
    /// # Errors
    /// The reason, where no package has a budget.
    pub fn has_budget(&self) -> Result<(), NotComputable> {
        if self.bac == 0 { Err(NO_BUDGET) } else { Ok(()) }
    }

    /// Cost variance `EV − AC`, in hundredths; negative is over.
    #[must_use]
    pub const fn cv(&self) -> i64 {
        self.ev.saturating_sub(self.ac)
    }

    /// Schedule variance `EV − PV`, in hundredths; negative is behind.
    #[must_use]
    pub const fn sv(&self) -> i64 {
        self.ev.saturating_sub(self.pv)
    }

    /// `CV ÷ EV` in percent.
    ///
    /// # Errors
    /// Nothing earned.
    pub fn cv_percent(&self) -> Result<f64, NotComputable> {
        divide(self.cv(), self.ev, NOTHING_EARNED).map(|share| share * 100.0)
    }

    /// Cost performance index `EV ÷ AC`.
    ///
    /// # Errors
    /// Nothing spent.
    pub fn cpi(&self) -> Result<f64, NotComputable> {
        divide(self.ev, self.ac, NOTHING_SPENT)
    }

    /// Schedule performance index `EV ÷ PV`. It returns to 1 when a late project ends: show SV too.
    ///
    /// # Errors
    /// Nothing planned.
    pub fn spi(&self) -> Result<f64, NotComputable> {
        divide(self.ev, self.pv, NOTHING_PLANNED)
    }

    /// Estimate at completion, in hundredths.
    ///
    /// # Errors
    /// The reason of the index that it divides by; a CPI or SPI of 0 is nothing earned.
    pub fn eac(&self, form: EacForm) -> Result<i64, NotComputable> {
        let (bac, ev, ac, pv) = (self.bac as f64, self.ev as f64, self.ac as f64, self.pv as f64);
        self.has_budget()?;
        match form {
            EacForm::Atypical => Ok(self.ac.saturating_add(self.bac).saturating_sub(self.ev)),
            // Multiplied out, so that a CPI of 1 gives the budget to the cent.
            EacForm::Typical => {
                self.cpi()?;
                divide(1, self.ev, NOTHING_EARNED)?;
                Ok(cents(bac * ac / ev))
            }
            EacForm::Composite => {
                self.cpi()?;
                self.spi()?;
                divide(1, self.ev, NOTHING_EARNED)?;
                Ok(cents(ac + (bac - ev) * ac * pv / (ev * ev)))
            }
        }
    }

    /// Estimate to complete `EAC − AC`, in hundredths.
    ///
    /// # Errors
    /// As [`Self::eac`].
    pub fn etc(&self, form: EacForm) -> Result<i64, NotComputable> {
        self.eac(form).map(|eac| eac.saturating_sub(self.ac))
    }

    /// Variance at completion `BAC − EAC`, in hundredths; negative is over.
    ///
    /// # Errors
    /// As [`Self::eac`].
    pub fn vac(&self, form: EacForm) -> Result<i64, NotComputable> {
        self.eac(form).map(|eac| self.bac.saturating_sub(eac))
    }

    /// To-complete performance index `(BAC − EV) ÷ (BAC − AC)`: the CPI that the rest must reach.
    ///
    /// # Errors
    /// The budget is spent exactly, or there is none.
    pub fn tcpi(&self) -> Result<f64, NotComputable> {
        self.has_budget()?;
        divide(self.bac.saturating_sub(self.ev), self.bac.saturating_sub(self.ac), BUDGET_SPENT)
    }
}
