"""One file per page. A page composes tiles and computes nothing."""
