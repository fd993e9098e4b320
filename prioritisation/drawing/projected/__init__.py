"""What a room reads from ten metres: one module a picture, all in the frame of ``frame``."""
