# Failures of a page's storage, from one moment on: scripts that break it.

from __future__ import annotations

FAILURES = {
    "no-local-storage": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });",
    "no-database": "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });",
    "full-local-storage": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "database-does-not-open": "IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError'); };",
    "database-is-full": "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "transactions-fail": "IDBDatabase.prototype.transaction = () => { throw new DOMException('closing', 'InvalidStateError'); };",
}
FAILURES["nothing"] = FAILURES["no-local-storage"] + FAILURES["no-database"]
FAILURES["all-full"] = FAILURES["full-local-storage"] + FAILURES["database-is-full"]
