"""What pages are composed of: tiles, controls, filters, the opened item, notices. Forms of editors are in
`editing`.
"""
