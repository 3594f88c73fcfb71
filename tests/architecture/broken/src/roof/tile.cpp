#include "ground/plain.hpp"
#include "roof/tile.hpp"
#include <boost/graph/graph_traits.hpp>
