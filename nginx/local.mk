# What the build needs of nginx/.
