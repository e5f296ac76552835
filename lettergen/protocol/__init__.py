"""What protocol keeps: forms of address, names of states, postal formats."""
