"""Grammar: candidates of the engine and of own detectors, judged by a learned classifier."""
