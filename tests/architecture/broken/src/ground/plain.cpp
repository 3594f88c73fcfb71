#include "roof/tile.hpp"
#include <libxml/parser.h>
#include <string>
