#include "inverse/document_builder.hpp"

#include "inverse/inverse_mapper.hpp"
#include "lift/emitter.hpp"
#include "mapping/places.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>

namespace micrograph::inverse {

namespace {

namespace markup = lift::markup;
using Form = Part::Form;

/// As deep as a document is read.
constexpr std::size_t max_depth = 64;

/// What is said of a node, by local names of the vocabulary.
struct Stated {
  std::vector<std::string> types;
  std::map<std::string, std::vector<const rdf::Term*>, std::less<>> parts;
};

struct Element {
  std::string node;   ///< in the graph; empty for an element that is a text
  std::string name;
  std::string id;     ///< once numbered
  std::string text;   ///< its content, if any
  std::map<std::string, std::string> attributes;
  std::map<std::string, std::string> references; ///< attribute to the node whose id it holds
  std::vector<std::unique_ptr<Element>> children;
  std::map<std::string, std::string> lost; ///< children that were taken out, and what they lacked
};

class Builder {
public:
  Builder(const DocumentTable& table, const std::vector<rdf::Quad>& statements) : table_(table) {
    for (const rdf::Quad& quad : statements)
      take(quad);
  }

  BuiltDocument run() {
    const std::string root_node = std::string(export_start) + "document";
    BuiltDocument out;
    if (!stated_.contains(root_node))
      return out;
    root_ = make(root_node, table_.root, 0);
    do {
      while (prune(*root_, out)) {
      }
    } while (make_room(*root_));
    std::sort(out.left_out.begin(), out.left_out.end(),
              [](const LeftOut& a, const LeftOut& b) { return a.node < b.node; });
    std::map<std::string, std::uint64_t> counters;
    number(*root_, "", counters);
    state(out);
    return out;
  }

private:
  void take(const rdf::Quad& quad) {
    const std::string& property = quad.predicate.value;
    Stated& stated = stated_[quad.subject.value];
    if (property == rdf::vocabulary::rdf::type) {
      if (quad.object.value.starts_with(table_.vocabulary))
        stated.types.push_back(quad.object.value.substr(table_.vocabulary.size()));
    } else if (property == rdf::vocabulary::rdf::value) {
      stated.parts["."].push_back(&quad.object);
    } else if (property.starts_with(table_.vocabulary)) {
      stated.parts[property.substr(table_.vocabulary.size())].push_back(&quad.object);
    }
  }

  /// The values of a part, the one to be taken first in front.
  static std::vector<const rdf::Term*> in_order(std::vector<const rdf::Term*> values) {
    std::sort(values.begin(), values.end(), [](const rdf::Term* a, const rdf::Term* b) {
      return a->kind == rdf::TermKind::iri && b->kind == rdf::TermKind::iri ? mapping::compare_places(a->value, b->value) < 0 : *a < *b;
    });
    return values;
  }

  std::unique_ptr<Element> make(const std::string& node, const std::string& name, std::size_t depth) {
    placed_.insert(node);
    auto element = std::make_unique<Element>();
    element->node = node;
    element->name = name;
    const Stated& stated = stated_.at(node);
    for (const Part& part : table_.parts(name)) {
      const auto found = stated.parts.find(part.name);
      if (found == stated.parts.end())
        continue;
      // Of several elements the first that is whole is wanted, which is known later.
      for (const rdf::Term* value : in_order(found->second))
        if (add(*element, part, *value, depth) && !part.repeated && part.form != Form::element)
          break;
    }
    return element;
  }

  /// False if the value is none for such a part.
  bool add(Element& element, const Part& part, const rdf::Term& value, std::size_t depth) {
    const bool is_text = value.kind == rdf::TermKind::literal && !value.value.empty() && fits(value.value, part.value);
    switch (part.form) {
    case Form::id:
      return false;
    case Form::attribute:
      if (is_text)
        element.attributes[part.name] = value.value;
      return is_text;
    case Form::content:
      if (is_text)
        element.text = value.value;
      return is_text;
    case Form::reference:
      if (value.kind == rdf::TermKind::iri)
        element.references[part.name] = value.value;
      return value.kind == rdf::TermKind::iri;
    case Form::text:
      if (is_text) {
        auto& child = element.children.emplace_back(std::make_unique<Element>());
        child->name = part.name;
        child->text = value.value;
      }
      return is_text;
    case Form::element:
      return add_element(element, part, value, depth);
    }
    return false;
  }

  bool add_element(Element& element, const Part& part, const rdf::Term& value, std::size_t depth) {
    const auto stated = stated_.find(value.value);
    if (value.kind != rdf::TermKind::iri || stated == stated_.end() || depth == max_depth || placed_.contains(value.value))
      return false;
    const auto& types = stated->second.types;
    if (std::find(types.begin(), types.end(), part.name) == types.end())
      return false;
    element.children.push_back(make(value.value, part.name, depth + 1));
    return true;
  }

  bool has(const Element& element, const Part& part) const {
    switch (part.form) {
    case Form::id:
      return true;
    case Form::attribute:
      return element.attributes.contains(part.name);
    case Form::content:
      return !element.text.empty();
    case Form::reference: {
      const auto reference = element.references.find(part.name);
      return reference != element.references.end() && placed_.contains(reference->second);
    }
    case Form::text:
    case Form::element:
      return std::any_of(element.children.begin(), element.children.end(),
                         [&](const auto& child) { return child->name == part.name; });
    }
    return false;
  }

  /// The parts that an element must have and has not; empty if it is whole.
  std::string missing_parts(const Element& element) const {
    std::string missing;
    for (const Part& part : table_.parts(element.name)) {
      if (!part.required || has(element, part))
        continue;
      missing += (missing.empty() ? "" : ", ") + part.name;
      if (const auto lost = element.lost.find(part.name); lost != element.lost.end())
        missing += " (" + lost->second + ")";
    }
    return missing;
  }

  void forget(const Element& element) {
    placed_.erase(element.node);
    for (const auto& child : element.children)
      forget(*child);
  }

  /// Takes out what is not whole, from the inside out. True if anything was: what referred to it has to go, too.
  bool prune(Element& element, BuiltDocument& out) {
    bool any = false;
    auto& children = element.children;
    for (auto child = children.begin(); child != children.end();) {
      any = prune(**child, out) || any;
      const std::string missing = missing_parts(**child);
      if (missing.empty() || (*child)->node.empty()) {
        ++child;
        continue;
      }
      out.left_out.push_back({(*child)->node, (*child)->name, missing});
      element.lost.emplace((*child)->name, missing);
      forget(**child);
      child = children.erase(child);
      any = true;
    }
    return any;
  }

  /// Where there is room for one, takes out all but the first. True if anything was: what referred to it has to go, too.
  bool make_room(Element& element) {
    bool any = false;
    std::set<std::string_view> met;
    std::erase_if(element.children, [&](const std::unique_ptr<Element>& child) {
      const auto& parts = table_.parts(element.name);
      const auto part = std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.name == child->name; });
      if (part->repeated || met.insert(part->name).second)
        return false;
      forget(*child);
      any = true;
      return true;
    });
    for (const auto& child : element.children)
      any = make_room(*child) || any;
    return any;
  }

  /// Gives names; `around` is the number of the nearest element around that has one.
  void number(Element& element, const std::string& around, std::map<std::string, std::uint64_t>& counters) {
    std::string own = around;
    for (const Part& part : table_.parts(element.name)) {
      if (part.form != Form::id)
        continue;
      std::string id = part.pattern;
      if (const auto at = id.find('^'); at != std::string::npos)
        id.replace(at, 1, around);
      if (const auto at = id.find('#'); at != std::string::npos)
        id.replace(at, 1, std::to_string(counters[id]++));
      element.id = id;
      element.attributes[part.name] = id;
      ids_[element.node] = id;
      own = id.substr(std::min(id.find(':'), id.size() - 1) + 1);
    }
    for (const auto& child : element.children)
      number(*child, own, counters);
  }

  void say(BuiltDocument& out, const std::string& subject, std::string_view property, rdf::Term object) const {
    out.statements.emplace_back(rdf::Term(rdf::iri(subject)), rdf::Term(rdf::iri(property)), std::move(object));
  }

  void state(BuiltDocument& out) const {
    const std::string root = std::string(document_iri) + "#/" + table_.root;
    say(out, document_iri, markup::root, rdf::Term(rdf::iri(root)));
    say(out, root, markup::namespace_, rdf::Term(rdf::literal("=" + table_.name_space)));
    if (!table_.schema.empty()) {
      const std::string instance = "http://www.w3.org/2001/XMLSchema-instance";
      say(out, root, markup::namespace_, rdf::Term(rdf::literal("xsi=" + instance)));
      say(out, root, markup::qualified_name, rdf::Term(rdf::literal("xsi:schemaLocation")));
      say(out, root, instance + "#schemaLocation", rdf::Term(rdf::literal(table_.name_space + " " + table_.schema)));
    }
    state(*root_, root, 1, 0, out);
  }

  void state(const Element& element, const std::string& iri, std::size_t position, std::size_t depth, BuiltDocument& out) const {
    if (!element.node.empty())
      out.places.emplace(element.node, iri);
    say(out, iri, rdf::vocabulary::rdf::type, rdf::Term(rdf::iri(table_.vocabulary + element.name)));
    say(out, iri, markup::position, rdf::Term(rdf::literal(std::to_string(position), rdf::vocabulary::xsd::integer)));
    for (const auto& [name, value] : element.attributes)
      say(out, iri, table_.vocabulary + name, rdf::Term(rdf::literal(value)));
    for (const auto& [name, node] : element.references)
      if (const auto id = ids_.find(node); id != ids_.end())
        say(out, iri, table_.vocabulary + name, rdf::Term(rdf::literal(id->second)));
    if (!element.text.empty())
      say(out, iri, rdf::vocabulary::rdf::value, rdf::Term(rdf::literal(element.text)));
    if (element.children.empty())
      return;
    const std::string indent(2 * depth, ' ');
    say(out, iri, markup::whitespace, rdf::Term(rdf::literal("\n" + indent + "  |\n" + indent)));
    std::map<std::string, std::size_t> siblings;
    for (std::size_t i = 0; i < element.children.size(); ++i) {
      const Element& child = *element.children[i];
      const std::size_t number = ++siblings[child.name];
      const std::string child_iri = iri + "/" + child.name + (number > 1 ? "(" + std::to_string(number) + ")" : "");
      say(out, iri, table_.vocabulary + child.name, rdf::Term(rdf::iri(child_iri)));
      state(child, child_iri, i + 1, depth + 1, out);
    }
  }

  const DocumentTable& table_;
  std::map<std::string, Stated, std::less<>> stated_;
  std::set<std::string> placed_;
  std::map<std::string, std::string> ids_; ///< by node
  std::unique_ptr<Element> root_;
};

} // namespace

BuiltDocument build_document(const DocumentTable& table, const std::vector<rdf::Quad>& statements) {
  return Builder(table, statements).run();
}

} // namespace micrograph::inverse
