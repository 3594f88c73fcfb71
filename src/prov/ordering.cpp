#include "prov/ordering.hpp"

namespace micrograph::prov {

std::vector<std::string> check_ordering(const EventOrder& order, std::size_t most) {
  const auto components = strong_components(order.nodes, order.edges);
  std::vector<std::string> texts;
  for (const auto& [edge, statement] : order.strict)
    if (components[edge.from] == components[edge.to] && texts.size() < most)
      texts.push_back("Constraint 42 (derivation-generation-generation-ordering): by " +
                      describe(*statement->origin) +
                      " the generation of one entity is strictly before that of the other, but other "
                      "statements put it after");
  return texts;
}

} // namespace micrograph::prov
