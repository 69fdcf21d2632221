"""What if the pin was another: changed as asked, judged and scored again."""
