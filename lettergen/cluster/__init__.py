"""The cluster: letters made on several machines, with Dask."""
