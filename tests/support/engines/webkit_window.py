# A browser of a few lines around WebKitGTK, for its driver to start: the one that comes with the driver forgets its profile. Run by
# Debian's own Python, which has the bindings; the only argument is the folder of the profile.

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402 (the versions come first)

profile = sys.argv[1]
storage = WebKit2.WebsiteDataManager(base_data_directory=f"{profile}/kept", base_cache_directory=f"{profile}/cache")
context = WebKit2.WebContext.new_with_website_data_manager(storage)
context.set_automation_allowed(True)


def open_window(*_):
    """A window for each tab, so that all of them are seen."""
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    window = Gtk.Window(default_width=1000, default_height=900)
    window.add(view)
    window.show_all()
    view.connect("close", lambda _: window.destroy())
    return view


def meet_driver(_, session):
    """The driver wants to know who it talks to."""
    session.set_application_info(WebKit2.ApplicationInfo())
    session.connect("create-web-view", open_window)


context.connect("automation-started", meet_driver)
Gtk.main()
