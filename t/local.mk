# What the build needs of t/.
