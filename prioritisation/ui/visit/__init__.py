"""What all pages of a meeting share: who looks, what is asked of the room, what moves."""
