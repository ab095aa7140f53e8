"""The priorities page: methods of prioritization side by side, and planned effort against capacity."""
