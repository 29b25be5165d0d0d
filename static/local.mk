# What the build needs of static/.
