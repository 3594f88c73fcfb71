#include "report/bars.hpp"
#include "report/tangle.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <unordered_map>

namespace micrograph::report {
namespace {

constexpr std::size_t most_drawings = 3, most_nodes = 14;

/// `wasDerivedFrom` of its IRI.
std::string last_part(const std::string& iri) {
  const auto cut = iri.find_last_of("#/");
  return cut == std::string::npos ? iri : iri.substr(cut + 1);
}

using Names = std::unordered_map<std::string, std::string>;

/// What the labels of the drawings are to be: asked for again, so that a graph of millions needs no more than a few.
Names names_wanted(const std::vector<Drawing>& drawings) {
  Names names;
  for (const Drawing& drawing : drawings)
    for (const auto& node : drawing.nodes)
      names.try_emplace(node.iri);
  return names;
}

void keep_name(Names& names, const std::string& thing, const std::string& name) {
  const auto it = names.find(thing);
  if (it != names.end() && it->second.empty())
    it->second = name;
}

void give_names(std::vector<Drawing>& drawings, const Names& names) {
  for (Drawing& drawing : drawings) {
    for (auto& node : drawing.nodes) {
      const std::string& name = names.at(node.iri);
      node.label = shortened(name.empty() ? name_from_iri(node.iri) : name, most_letters);
    }
    for (auto& edge : drawing.edges)
      edge.relation = shortened(last_part(edge.relation), most_letters);
  }
}


void add_drawings(Section& section, const std::string& id, const std::string& caption, const std::string& note,
                  const std::string& question, std::vector<Drawing> drawings) {
  for (std::size_t i = 0; i < drawings.size(); ++i) {
    Drawing& drawing = drawings[i];
    std::string own_note = note;
    if (drawing.nodes_not_drawn > 0 || drawing.edges_not_drawn > 0)
      own_note += " Drawn are the surroundings of its centre; " + counted(drawing.nodes_not_drawn, "more thing") + " and " +
                  counted(drawing.edges_not_drawn, "more link") + " belong to it.";
    const std::string number = drawings.size() > 1 ? " " + std::to_string(i + 1) + " of " + std::to_string(drawings.size()) : "";
    section.figures.push_back({id + "-" + std::to_string(i + 1), caption + number, own_note, question, std::move(drawing)});
  }
}

std::string sizes(const Tangle& tangle, const std::string& link, const std::string& part) {
  return counted(tangle.edges(), link) + " among " + grouped(tangle.things()) + " things, in " + counted(tangle.parts(), part) +
         (tangle.parts() == 1 ? "." : " that nothing connects.");
}

} // namespace

Section lineage_section(const Asking& asking) {
  const std::string question = "lineage/derived-from";
  Section section{"lineage", "What came from what", "", "Nothing here is said to be derived from anything.", {}};
  Tangle tangle;
  asking.ask(question, [&tangle](const Row& row) {
    if (row.text("result") != row.text("origin"))
      tangle.add(row.text("origin"), row.text("result"), "");
  });
  if (tangle.empty())
    return section;
  section.text = sizes(tangle, "derivation", "tree");
  std::vector<Drawing> drawings = tangle.largest(most_drawings, most_nodes);
  Names names = names_wanted(drawings);
  asking.ask(question, [&names](const Row& row) {
    keep_name(names, row.text("result"), row.text("result_label"));
    keep_name(names, row.text("origin"), row.text("origin_label"));
  });
  give_names(drawings, names);
  for (Drawing& drawing : drawings) {
    drawing.from_heading = "Origin";
    drawing.to_heading = "What was made of it";
  }
  add_drawings(section, "derivations", "Largest derivation", "Arrows lead from what was there to what was made of it.", question,
               std::move(drawings));
  return section;
}

Section link_section(const Asking& asking) {
  const std::string question = "publication/related-resources";
  Section section{"links", "Links between data sets", "", "No resource refers to another.", {}};
  Tangle tangle;
  std::map<std::string, std::uint64_t> by_relation;
  asking.ask(question, [&](const Row& row) {
    if (tangle.add(row.text("resource"), row.text("other"), row.text("relation")))
      ++by_relation[row.text("relation")];
  });
  if (tangle.empty())
    return section;
  section.text = sizes(tangle, "link", "group");
  Bars bars{"Relation", "Links", {}, {}};
  for (const auto& [relation, count] : by_relation)
    bars.bars.push_back({last_part(relation), "", relation, count});
  std::stable_sort(bars.bars.begin(), bars.bars.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  for (; bars.bars.size() > most_lines; bars.bars.pop_back()) {
    ++bars.rest.rows;
    bars.rest.count += bars.bars.back().count;
  }
  add_bars(section, "relations", "Kinds of links", "", question, std::move(bars));
  std::vector<Drawing> drawings = tangle.largest(1, most_nodes);
  Names names = names_wanted(drawings);
  asking.ask("publication/datasets-and-licences",
             [&names](const Row& row) { keep_name(names, row.text("resource"), row.text("title")); });
  give_names(drawings, names);
  drawings.front().from_heading = "Resource";
  drawings.front().to_heading = "Refers to";
  add_drawings(section, "linked", "Largest group of linked resources", "Arrows lead from a resource to what it refers to.", question,
               std::move(drawings));
  return section;
}

} // namespace micrograph::report
