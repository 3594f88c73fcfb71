#include "jsonld/containers.hpp"

namespace micrograph::jsonld {

namespace {

constexpr int count(Containers containers) {
  int bits = 0;
  for (; containers != 0; containers = static_cast<Containers>(containers & (containers - 1)))
    ++bits;
  return bits;
}

bool is_allowed(Containers containers) {
  if (count(containers) == 1)
    return true;
  const auto others = static_cast<Containers>(containers & ~set_container);
  if ((others & graph_container) != 0) {
    const auto keys = static_cast<Containers>(others & ~graph_container);
    return keys == 0 || keys == id_container || keys == index_container;
  }
  return (others & list_container) == 0 && (containers & set_container) != 0 && count(others) == 1;
}

} // namespace

std::optional<Container> container_from_keyword(std::string_view keyword) {
  if (keyword == "@graph")
    return graph_container;
  if (keyword == "@id")
    return id_container;
  if (keyword == "@index")
    return index_container;
  if (keyword == "@language")
    return language_container;
  if (keyword == "@list")
    return list_container;
  if (keyword == "@set")
    return set_container;
  if (keyword == "@type")
    return type_container;
  return std::nullopt;
}

std::optional<Containers> containers_of(const JsonValue& value) {
  Containers containers = no_container;
  const auto add = [&](const JsonValue& keyword) {
    const auto text = keyword.string();
    const auto container = text ? container_from_keyword(*text) : std::nullopt;
    if (!container)
      return false;
    containers |= *container;
    return true;
  };
  if (value.is_array()) {
    for (const JsonValue& item : value.items())
      if (!add(item))
        return std::nullopt;
  } else if (!add(value)) {
    return std::nullopt;
  }
  return is_allowed(containers) ? std::optional(containers) : std::nullopt;
}

} // namespace micrograph::jsonld
