#include "lift/same_tree.hpp"

#include "base/error.hpp"
#include "lift/stated_node.hpp"

namespace micrograph::lift {

namespace {

class Comparison {
public:
  Comparison(const StatementTree& wanted, const StatementTree& came) : wanted_(wanted), came_(came) {}

  void compare(StatementTree::Number wanted_number, StatementTree::Number came_number) const {
    const OrderedNode wanted = read_in_order(wanted_, wanted_number), came = read_in_order(came_, came_number);
    const StatedNode &a = wanted.node, &b = came.node;
    require(a, a.type == b.type, "its name");
    require(a, a.position == b.position, "its position");
    require(a, a.prefix == b.prefix && a.declarations == b.declarations, "its namespaces");
    require(a, a.attributes == b.attributes && a.qualified_names == b.qualified_names, "its attributes");
    require(a, a.value == b.value && a.target == b.target, "its text");
    require(a, a.whitespace == b.whitespace, "the white space in it");
    require(a, wanted.children.size() == came.children.size(), "the number of its parts");
    for (std::size_t i = 0; i < wanted.children.size(); ++i) {
      require(wanted.children[i].second, wanted.children[i].first == came.children[i].first, "its place");
      compare(wanted.numbers[i], came.numbers[i]);
    }
  }

private:
  static void require(const StatedNode& node, bool same, const char* what) {
    if (!same)
      throw FormatError("rebuild.differs",
                        std::string("lifting does not say such a thing of any document: ") + what +
                            " would not come back from one",
                        Place{std::string(node.iri), {}, {}, {}, {}});
  }

  const StatementTree &wanted_, &came_;
};

} // namespace

void require_same_tree(const StatementTree& wanted, const StatementTree& came, const std::string& document_iri) {
  Comparison(wanted, came).compare(wanted.find(rdf::iri(document_iri)), came.find(rdf::iri(document_iri)));
}

} // namespace micrograph::lift
