# Charts over time.
