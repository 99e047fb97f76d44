"""The page Inlezen: a note comes in, is reviewed, and is stored."""
