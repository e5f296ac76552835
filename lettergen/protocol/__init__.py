"""Protocol: forms of address, names of states, formats of postal addresses."""
