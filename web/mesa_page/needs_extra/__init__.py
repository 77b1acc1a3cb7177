"""What imports solara and anywidget: apart from the rest, so that tests without the extra `solara` pass it by."""
