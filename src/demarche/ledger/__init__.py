"""The ledger: mentions of many reports to events and plans."""
