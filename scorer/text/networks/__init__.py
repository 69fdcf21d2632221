"""RapidOCR's networks and our own, as ONNX runs them: loaded once a process."""
