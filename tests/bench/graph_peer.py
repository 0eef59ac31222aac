"""Shortest walks by scipy and networkx over the arrays the console's own engine searches.

Reads one JSON command a line, answers one JSON line each. Times are processor time of this process, milliseconds.
"""

import json
import sys
import time

import numpy
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

try:
    import networkx
except ImportError:
    networkx = None

graph = None
graph_of_networkx = None


def load(file, nodes):
    """Arcs as int32 triples from, to, milliseconds; no two of one pair of nodes."""
    global graph, graph_of_networkx
    arcs = numpy.fromfile(file, dtype=numpy.int32).reshape(-1, 3)
    graph = csr_matrix((arcs[:, 2].astype(float), (arcs[:, 0], arcs[:, 1])), shape=(nodes, nodes))
    graph.sort_indices()
    graph_of_networkx = None
    return {"arcs": len(arcs)}


def times(sources, limit, out):
    """Least time from any source to every node; -1 where there is none within the limit."""
    found = dijkstra(graph, indices=sources, min_only=True, limit=numpy.inf if limit is None else limit)
    numpy.where(numpy.isinf(found), -1, found).astype(numpy.int32).tofile(out)
    return {}


def measured(work):
    start = time.process_time()
    work()
    return {"ms": (time.process_time() - start) * 1000}


def one(source, limit, repeat):
    answer = measured(lambda: [dijkstra(graph, indices=source, limit=limit) for _ in range(repeat)])
    return {"ms": answer["ms"] / repeat}


def nearest(sources):
    return measured(lambda: dijkstra(graph, indices=sources, min_only=True))


def each(sources, limit):
    """All searches in a loop and in calls of twenty, whichever is faster here."""
    loop = measured(lambda: [dijkstra(graph, indices=source, limit=limit) for source in sources])
    twenties = [sources[k : k + 20] for k in range(0, len(sources), 20)]
    calls = measured(lambda: [dijkstra(graph, indices=some, limit=limit) for some in twenties])
    return {"ms": min(loop["ms"], calls["ms"])}


def nx():
    global graph_of_networkx
    if graph_of_networkx is None:
        graph_of_networkx = networkx.from_scipy_sparse_array(graph, create_using=networkx.DiGraph)
    return graph_of_networkx


def nx_one(source, limit):
    of = nx()
    return measured(lambda: networkx.single_source_dijkstra_path_length(of, source, cutoff=limit))


def nx_nearest(sources):
    of = nx()
    return measured(lambda: networkx.multi_source_dijkstra_path_length(of, set(sources)))


def nx_each(sources, limit):
    of = nx()
    return measured(lambda: [networkx.single_source_dijkstra_path_length(of, source, cutoff=limit) for source in sources])


def versions():
    return {"scipy": scipy.__version__, "networkx": networkx.__version__ if networkx else None}


commands = {f.__name__: f for f in (load, times, one, nearest, each, nx_one, nx_nearest, nx_each, versions)}
for line in sys.stdin:
    command = json.loads(line)
    print(json.dumps(commands[command.pop("do")](**command)), flush=True)
