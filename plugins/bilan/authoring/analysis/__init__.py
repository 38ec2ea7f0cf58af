"""What a checklist can and can't come to, whatever is answered."""
