#include "prov/rdf_writer.hpp"

#include "prov/kinds.hpp"
#include "prov/vocabulary.hpp"
#include "rdf/vocabulary.hpp"

#include <set>

namespace micrograph::prov {

namespace {

namespace vocabulary = rdf::vocabulary;

using rdf::Term;
using rdf::TermKind;

Term node(std::string_view name) {
  return name.starts_with("_:") ? Term(TermKind::blank, std::string(name.substr(2)))
                                : Term(TermKind::iri, std::string(name));
}

/// The property of PROV-O for an attribute of PROV-DM.
std::string property_of(const std::string& attribute) {
  const std::string_view local = prov_local(attribute);
  if (local == "type")
    return vocabulary::rdf::type;
  if (local == "label")
    return vocabulary::rdfs::label;
  if (local == "location")
    return prov_iri("atLocation");
  if (local == "role")
    return prov_iri("hadRole");
  return attribute;
}

class Writer {
public:
  Writer(const Document& document, rdf::StatementSink& sink) : document_(document), sink_(sink) {
    const auto keep = [&](const std::string& name) {
      if (name.starts_with("_:"))
        labels_.insert(name.substr(2));
    };
    const auto keep_all = [&](const std::vector<Record>& records) {
      for (const Record& record : records) {
        keep(record.id.value_or(""));
        for (const auto& argument : record.arguments)
          keep(argument.value_or(""));
        for (const Attribute& attribute : record.attributes)
          if (attribute.value.kind == TermKind::blank)
            labels_.insert(attribute.value.value);
      }
    };
    keep_all(document.records);
    for (const Bundle& bundle : document.bundles) {
      keep(bundle.id);
      keep_all(bundle.records);
    }
  }

  void write() {
    for (const auto& [prefix, iri] : document_.prefixes)
      sink_.prefix(prefix, iri);
    for (const Record& record : document_.records)
      write(record);
    for (const Bundle& bundle : document_.bundles) {
      graph_ = node(bundle.id);
      for (const Record& record : bundle.records)
        write(record);
    }
  }

private:
  void tell(const Term& subject, std::string_view predicate, const Term& object) {
    sink_.statement({subject, rdf::iri(predicate), object, graph_});
  }
  void tell_prov(const Term& subject, std::string_view local, const Term& object) {
    tell(subject, prov_iri(local), object);
  }

  Term fresh() {
    std::string label;
    do
      label = "q" + std::to_string(++made_);
    while (labels_.contains(label));
    return {TermKind::blank, label};
  }

  static Term object_of(const ArgumentSpec& spec, const std::string& value) {
    if (spec.role == Role::time)
      return {TermKind::literal, value, vocabulary::xsd::date_time};
    return node(value);
  }

  void write(const Record& record) {
    const KindSpec& spec = spec_of(record.kind);
    if (spec.is_element())
      write_element(spec, record);
    else if (!spec.qualified)
      write_plain(spec, record);
    else if (is_binary(record))
      tell_prov(node(*record.arguments[0]), spec.direct, node(*record.arguments[1]));
    else
      write_qualified(spec, record);
  }

  /// True if the record says nothing but its first two arguments.
  static bool is_binary(const Record& record) {
    if (record.id || !record.attributes.empty() || !record.arguments[0] || !record.arguments[1])
      return false;
    for (std::size_t i = 2; i < max_arguments; ++i)
      if (record.arguments[i])
        return false;
    return true;
  }

  void write_element(const KindSpec& spec, const Record& record) {
    const Term subject = record.id ? node(*record.id) : fresh();
    tell(subject, vocabulary::rdf::type, {TermKind::iri, prov_iri(spec.clazz)});
    for (std::size_t i = 0; i < spec.arguments.size(); ++i)
      if (record.arguments[i])
        tell_prov(subject, spec.arguments[i].property, object_of(spec.arguments[i], *record.arguments[i]));
    write_attributes(subject, record);
  }

  /// PROV-O has no classes for these relations, hence nothing that their attributes could hang on.
  void write_plain(const KindSpec& spec, const Record& record) {
    if (!record.arguments[0])
      return;
    for (std::size_t i = 1; i < spec.arguments.size(); ++i)
      if (record.arguments[i])
        tell_prov(node(*record.arguments[0]), spec.arguments[i].property, node(*record.arguments[i]));
  }

  static const DerivationSpec* special_type(const Record& record) {
    if (record.kind == Kind::derivation)
      for (const Attribute& attribute : record.attributes)
        for (const DerivationSpec& special : special_derivations())
          if (prov_local(attribute.name) == "type" && attribute.value.kind == TermKind::iri &&
              prov_local(attribute.value.value) == special.clazz)
            return &special;
    return nullptr;
  }

  void write_qualified(const KindSpec& spec, const Record& record) {
    const DerivationSpec* special = special_type(record);
    const Term influence = record.id ? node(*record.id) : fresh();
    if (!special) // otherwise an attribute says the narrower class
      tell(influence, vocabulary::rdf::type, {TermKind::iri, prov_iri(spec.clazz)});
    if (record.arguments[0])
      tell_prov(node(*record.arguments[0]), special ? special->qualified : spec.qualified, influence);
    for (std::size_t i = 1; i < spec.arguments.size(); ++i)
      if (record.arguments[i])
        tell_prov(influence, spec.arguments[i].property, object_of(spec.arguments[i], *record.arguments[i]));
    write_attributes(influence, record);
  }

  void write_attributes(const Term& subject, const Record& record) {
    for (const Attribute& attribute : record.attributes)
      tell(subject, property_of(attribute.name), attribute.value);
  }

  const Document& document_;
  rdf::StatementSink& sink_;
  Term graph_;
  std::set<std::string> labels_; ///< of the document's own blank nodes
  std::size_t made_ = 0;
};

} // namespace

void write_prov_o(const Document& document, rdf::StatementSink& sink) {
  Writer(document, sink).write();
}

} // namespace micrograph::prov
