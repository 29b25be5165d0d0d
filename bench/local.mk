# What the build needs of bench/.
