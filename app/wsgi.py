"""What gunicorn serves. Its gevent worker has patched the standard library before this is imported."""

from app import create_app

app = create_app(serve=True)
