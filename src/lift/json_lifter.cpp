#include "lift/json_lifter.hpp"

#include "base/as_text.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "lift/emitter.hpp"
#include "lift/json_names.hpp"
#include "lift/node_path.hpp"
#include "rdf/vocabulary.hpp"

#include <cstdint>
#include <map>
#include <sstream>

namespace micrograph::lift {

namespace {

namespace vocabulary = rdf::vocabulary;

namespace xsd = vocabulary::xsd;
using Kind = JsonValue::Kind;

/// A value that has no parts, as a literal. Its text is borrowed.
rdf::TermView literal_of(const JsonValue& value) {
  switch (value.kind()) {
  case Kind::string:
    return rdf::literal(*value.string());
  case Kind::boolean:
    return rdf::literal(*value.boolean() ? "true" : "false", xsd::boolean);
  case Kind::number: {
    const std::string_view text = *value.number_text();
    if (text.find_first_not_of("-0123456789") == std::string_view::npos)
      return rdf::literal(text, xsd::integer);
    return rdf::literal(text, text.find_first_not_of("-.0123456789") == std::string_view::npos ? xsd::decimal : xsd::double_);
  }
  case Kind::array:
    return rdf::literal("[]", vocabulary::rdf::json);
  case Kind::object:
    return rdf::literal("{}", vocabulary::rdf::json);
  case Kind::null:
    break;
  }
  return rdf::literal("null", vocabulary::rdf::json);
}

bool has_parts(const JsonValue& value) {
  return !value.items().empty() || !value.members().empty();
}

/// The names of an object's members in their order; of a member that is a list, its name in brackets.
std::string keys_of(const JsonValue& object) {
  std::ostringstream text;
  JsonWriter json(text, JsonWriter::Layout::compact);
  json.begin_array();
  for (const JsonMember& member : object.members()) {
    if (member.value.items().empty())
      json.value(member.key);
    else
      json.begin_array().value(member.key).end_array();
  }
  json.end_array();
  json.finish();
  return text.str();
}

/// Depth first, so that a node is named before it says anything.
class JsonLifter {
public:
  JsonLifter(const document::Document& document, const std::string& document_iri, rdf::StatementSink& statements)
      : vocabulary_(document.vocabulary), path_(document_iri), emit_(statements) {}

  LiftResult run(const JsonValue& root, const std::string& root_name) {
    const std::string root_iri(path_.iri());
    emit_.node(path_.document(), markup::root, root_iri);
    emit_.node(root_iri, vocabulary::rdf::type, vocabulary_ + root_name);
    lift_content(root);
    return {root_iri, leaves_, emit_.count()};
  }

private:
  /// What stands in the node at hand: members, items, or one value.
  void lift_content(const JsonValue& value) {
    if (!has_parts(value)) {
      emit_.literal(path_.iri(), vocabulary::rdf::value, literal_of(value));
      ++leaves_;
    } else if (value.is_array()) {
      emit_.node(path_.iri(), vocabulary::rdf::type, json_markup::array);
      SiblingCounter siblings;
      lift_items(value, item_step, json_markup::item, 1, siblings);
    } else {
      emit_.text(path_.iri(), json_markup::keys, keys_of(value));
      lift_members(value);
    }
  }

  void lift_members(const JsonValue& object) {
    SiblingCounter occurrences, siblings;
    const std::size_t length = path_.length();
    for (const JsonMember& member : object.members()) {
      const Name& name = name_of(member.key);
      const std::uint64_t occurrence = occurrences.count(name.step);
      if (!member.value.items().empty()) {
        lift_items(member.value, name.step, name.property, occurrence, siblings);
      } else if (occurrence == 1 && !has_parts(member.value)) {
        emit_.literal(path_.iri(), name.property, literal_of(member.value));
        ++leaves_;
      } else {
        begin_child(name.step, name.property, siblings);
        lift_node(member.value, name.property);
        if (occurrence > 1)
          emit_.number(path_.iri(), json_markup::occurrence, occurrence);
        path_.cut_to(length);
      }
    }
  }

  void lift_items(const JsonValue& array, std::string_view step, std::string_view property, std::uint64_t occurrence,
                  SiblingCounter& siblings) {
    const std::size_t length = path_.length();
    std::uint64_t position = 0;
    for (const JsonValue& item : array.items()) {
      begin_child(step, property, siblings);
      emit_.number(path_.iri(), json_markup::position, ++position);
      lift_node(item, property);
      if (occurrence > 1)
        emit_.number(path_.iri(), json_markup::occurrence, occurrence);
      path_.cut_to(length);
    }
  }

  /// An object or an array is called by its member's name; a text or number is nothing but that.
  void lift_node(const JsonValue& value, std::string_view property) {
    if (!value.members().empty())
      emit_.node(path_.iri(), vocabulary::rdf::type, property);
    lift_content(value);
  }

  void begin_child(std::string_view step, std::string_view property, SiblingCounter& siblings) {
    parent_ = path_.iri();
    path_.add_step(step, siblings.count(step));
    emit_.node(parent_, property, path_.iri());
  }

  struct Name {
    std::string step, property;
  };
  /// One address per name, as SiblingCounter needs it.
  const Name& name_of(const std::string& key) {
    const auto [entry, is_new] = names_.try_emplace(key);
    if (is_new) {
      entry->second.step = step_of_key(key);
      entry->second.property = vocabulary_ + entry->second.step;
    }
    return entry->second;
  }

  static constexpr std::string_view item_step = "~item";

  const std::string& vocabulary_;
  NodePath path_;
  Emitter emit_;
  std::map<std::string, Name, std::less<>> names_;
  std::string parent_;
  std::uint64_t leaves_ = 0;
};

} // namespace

LiftResult lift_json(const document::Document& document, const std::string& document_iri,
                     const std::string& source_name, rdf::StatementSink& statements, FindingSink& findings) {
  MICROGRAPH_EXPECTS(!document.vocabulary.empty() && !document.root_name.empty());
  const std::string_view text = as_text(document.bytes);
  const JsonValue root = read_json(text, source_name, &findings, {.lenient = true});
  return JsonLifter(document, document_iri, statements).run(root, document.root_name);
}

} // namespace micrograph::lift
