"""The ledger of pay: what was posted in which month, and what can no longer change."""
