"""What is wrong with a picture as a picture: blur, noise, blocks, light, repetition."""
