"""The screens of Inlezen: a note comes in, is reviewed, and is stored. Reading itself is in `lovp_data`."""
