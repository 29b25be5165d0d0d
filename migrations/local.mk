# What the build needs of migrations/.
