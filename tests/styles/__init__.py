"""House styles on their whole way to the page."""
