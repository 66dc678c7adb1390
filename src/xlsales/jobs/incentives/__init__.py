"""The job ``incentives``: from a plan and what happened to what every payee is owed, and why."""
