"""Many workbooks or payees at once: partitions of a job on a Dask cluster."""
