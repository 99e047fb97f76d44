"""A note of the genre in words of our own, about a meeting that never was."""

HELD_ON = "2026-03-02"
NOTE = """Terugkoppeling LOVP 2 maart 2026

Op maandag 2 maart kwam het Landelijk Overleg Veiligheid en Politie bijeen in Utrecht.

Jaarwisseling
De korpschef heeft teruggeblikt op de jaarwisseling. Afgesproken is dat de politie uiterlijk 1 juni een voorstel
doet voor de inzet tijdens de volgende jaarwisseling. De regioburgemeesters vragen de minister om het vuurwerkverbod
goed handhaafbaar te maken.

Drones en privacy
Het gebruik van drones boven woonwijken neemt toe. De VNG zegt toe in september een handreiking te sturen.
Aandachtspunt is de privacy van bezoekers.

Sterkteverdeling
De bespreking van het nieuwe model voor de verdeling van de sterkte is doorgeschoven naar het LOVP van juni.
De minister informeert de regioburgemeesters daarover medio april.
"""

# The same with a sentence on what was asked in November 2025.
NOTE_WITH_RETURN = f"""{NOTE}
Mobiele Eenheid
De analyse van de ervaringen met de waterwerper is gepresenteerd.
"""
