#include "cli/why_output.hpp"

#include "base/json.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"
#include "mapping/places.hpp"
#include "quantity/unit.hpp"
#include "rdf/vocabulary.hpp"

#include <optional>
#include <ostream>

namespace micrograph::cli {

namespace {

namespace vocabulary = rdf::vocabulary;

constexpr char rdf_ns[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr char rdfs_comment[] = "http://www.w3.org/2000/01/rdf-schema#comment";

const char* name_of(ingest::Origin origin) {
  switch (origin) {
  case ingest::Origin::aligned:
    return "aligned";
  case ingest::Origin::source:
    return "source";
  case ingest::Origin::rdf:
    return "rdf";
  case ingest::Origin::provenance:
    return "provenance";
  case ingest::Origin::elsewhere:
    return "elsewhere";
  }
  return "elsewhere";
}

/// `ome/terms.sssom.tsv:12`; the line of a rule, which is a file of its own, says nothing.
std::string where(const mapping::RuleInfo& rule) {
  return rule.file.ends_with(".rq") ? rule.file : rule.file + ":" + std::to_string(rule.line);
}

std::string row_text(const mapping::RuleDetails& details) {
  std::string subject = details.slot("subject_id");
  if (subject.empty())
    subject = '"' + details.slot("subject_label") + '"';
  std::string object = details.slot("object_id");
  if (object.empty())
    object = '"' + details.slot("object_label") + '"';
  return subject + ' ' + details.slot("predicate_id") + ' ' + object;
}

/// What a number in one unit is taken by, and what is added, for the other. Units with a common zero add nothing.
struct Factor {
  std::string times, plus;
};
std::optional<Factor> factor_of(const mapping::Conversion& conversion) {
  const auto zero = quantity::convert(Decimal(), conversion.from_unit, conversion.to);
  const auto one = quantity::convert(Decimal(1), conversion.from_unit, conversion.to);
  const auto times = zero && one ? one->minus(*zero) : std::nullopt;
  if (!times)
    return std::nullopt;
  return Factor{times->text(), zero->sign() == 0 ? std::string() : zero->text()};
}

/// `from "nm" to unit:MicroM, times 0.001`.
std::string conversion_text(const mapping::Conversion& conversion) {
  const bool is_named = conversion.from == conversion.from_unit.iri();
  std::string out = "from " + (is_named ? "unit:" + conversion.from_unit.qudt_name() : '"' + conversion.from + '"') + " to unit:" + conversion.to.qudt_name();
  if (const auto factor = factor_of(conversion))
    out += ", times " + factor->times + (factor->plus.empty() ? "" : ", plus " + factor->plus);
  return out;
}

/// The slots of a row or rule that say on whose word it stands, with words of ours before them.
std::string word_for_it(const mapping::RuleDetails& details) {
  std::string out = details.slot("mapping_justification");
  const std::pair<const char*, const char*> more[] = {
      {"confidence", "confidence "}, {"author_label", "by "},    {"author_id", "by "},
      {"creator_label", "by "},      {"creator_id", "by "},      {"reviewer_label", "reviewed by "},
      {"mapping_date", "of "}};
  for (const auto& [slot, word] : more)
    if (const std::string value = details.slot(slot); !value.empty())
      out += (out.empty() ? "" : ", ") + std::string(word) + value;
  return out;
}

class Lines {
public:
  explicit Lines(std::ostream& out) : out_(out) {}
  void add(const char* name, const std::string& text) {
    if (text.empty())
      return;
    std::string label = name;
    label.resize(10, ' ');
    out_ << "  " << label << printable(text) << '\n';
  }

private:
  std::ostream& out_;
};

std::string source_text(const ingest::Reason& reason) {
  std::string out = reason.made_from.name;
  if (!reason.made_from.format.empty())
    out += " (" + reason.made_from.format + ")";
  return out;
}

void write_mapping(Lines& lines, const ToldReason& told) {
  const mapping::Derivation& derivation = *told.reason.derivation;
  if (derivation.place.kind != rdf::TermKind::none)
    lines.add("place", mapping::readable_path(derivation.place.value));
  if (!derivation.literal.empty())
    lines.add("says", '"' + derivation.literal + '"');
  lines.add("status", cli::name_of(derivation.status));
  if (told.reason.conversion)
    lines.add("converted", conversion_text(*told.reason.conversion));
  lines.add("by", where(*told.rule));
  if (!told.details.slot("predicate_id").empty())
    lines.add("", row_text(told.details));
  lines.add("", word_for_it(told.details));
  lines.add("", told.details.comment);
}

} // namespace

std::string shown_term(const rdf::Term& term, const std::map<std::string, std::string>& prefixes) {
  if (term.kind == rdf::TermKind::blank)
    return "_:" + term.value;
  if (term.kind == rdf::TermKind::iri) {
    const auto path = term.value.find("#/");
    return term.value.starts_with("ni:") && path != std::string::npos ? "<" + mapping::readable_path(term.value) + ">"
                                                                      : shortened(term.value, prefixes);
  }
  std::string text = rdf::to_ntriples(rdf::literal(term.value));
  if (!term.language.empty())
    text += "@" + term.language;
  return term.datatype.empty() ? text : text + " (" + shortened(term.datatype, prefixes) + ")";
}

void write_reason(std::ostream& out, const ToldReason& told, const std::map<std::string, std::string>& prefixes) {
  const ingest::Reason& reason = told.reason;
  out << printable(shown_term(reason.statement.subject, prefixes) + ' ' + shown_term(reason.statement.predicate, prefixes) + ' ' +
                   shown_term(reason.statement.object, prefixes))
      << '\n';
  Lines lines(out);
  switch (reason.origin) {
  case ingest::Origin::elsewhere:
    lines.add("stands in", reason.statement.graph.kind == rdf::TermKind::none ? "no named graph"
                                                                              : reason.statement.graph.value);
    lines.add("", "it was loaded as it is; nothing is known of where it came from");
    return;
  case ingest::Origin::provenance:
    lines.add("stands in", reason.statement.graph.value);
    lines.add("", "the import said it of itself");
    return;
  case ingest::Origin::rdf:
    lines.add("source", source_text(reason));
    lines.add("sha256", reason.sha256);
    lines.add("stands in", reason.statement.graph.value);
    lines.add("", "the source is RDF, and this is what it says");
    return;
  case ingest::Origin::source:
    lines.add("source", source_text(reason));
    lines.add("sha256", reason.sha256);
    lines.add("place", mapping::readable_path(reason.statement.subject.value));
    lines.add("", "it is what the source says, in its own words");
    return;
  case ingest::Origin::aligned:
    break;
  }
  lines.add("source", source_text(reason));
  lines.add("sha256", reason.sha256);
  if (reason.derivation)
    write_mapping(lines, told);
  else
    lines.add("by", "other mappings than those of now, which do not make it");
  lines.add("mappings", reason.made_from.mapping_version.substr(0, 16) +
                            (told.other_mappings ? "; the reason is told by those of now, which are others" : ""));
  lines.add("program", reason.made_from.program.substr(reason.made_from.program.rfind('/') + 1));
}

namespace {

void write_conversion(JsonWriter& json, const mapping::Conversion& conversion) {
  json.key("conversion").begin_object();
  json.key("from").value(conversion.from);
  json.key("from_unit").value(conversion.from_unit.iri());
  json.key("to_unit").value(conversion.to.iri());
  if (const auto factor = factor_of(conversion)) {
    json.key("times").value(factor->times);
    if (!factor->plus.empty())
      json.key("plus").value(factor->plus);
  }
  json.end_object();
}

} // namespace

void write_reason(JsonWriter& json, const ToldReason& told) {
  const ingest::Reason& reason = told.reason;
  const auto text = [&json](const char* key, const std::string& value) {
    if (!value.empty())
      json.key(key).value(value);
  };
  json.begin_object();
  json.key("statement").value(rdf::to_ntriples(reason.statement.subject) + ' ' + rdf::to_ntriples(reason.statement.predicate) +
                              ' ' + rdf::to_ntriples(reason.statement.object));
  text("graph", reason.statement.graph.value);
  json.key("origin").value(name_of(reason.origin));
  text("source", reason.made_from.name);
  text("source_iri", reason.made_from.iri);
  text("format", reason.made_from.format);
  text("sha256", reason.sha256);
  text("mapping_version", reason.made_from.mapping_version);
  text("program", reason.made_from.program);
  if (reason.derivation) {
    text("place", reason.derivation->place.value);
    text("literal", reason.derivation->literal);
    json.key("status").value(cli::name_of(reason.derivation->status));
    if (reason.conversion)
      write_conversion(json, *reason.conversion);
    json.key("rule").begin_object();
    json.key("file").value(told.rule->file);
    json.key("line").value(told.rule->line);
    text("comment", told.details.comment);
    for (const auto& [slot, value] : told.details.slots)
      if (slot != "comment")
        text(slot.c_str(), value);
    json.end_object();
    json.key("mappings_changed").value(told.other_mappings);
  }
  json.end_object();
}

void write_prov(rdf::StatementSink& sink, const ToldReason& told, std::size_t number) {
  const ingest::Reason& reason = told.reason;
  const std::string node = "statement" + std::to_string(number);
  const auto add = [&sink](const rdf::TermView& subject, const std::string& predicate, const rdf::TermView& object) {
    sink.statement({subject, rdf::iri(predicate), object, {}});
  };
  const auto prov_term = [](const char* name) { return std::string(vocabulary::prov::base) + name; };
  const auto rdf_term = [](const char* name) { return std::string(rdf_ns) + name; };
  const rdf::TermView statement = rdf::blank(node);
  add(statement, rdf_term("type"), rdf::iri(rdf_term("Statement")));
  add(statement, rdf_term("type"), rdf::iri(prov_term("Entity")));
  add(statement, rdf_term("subject"), reason.statement.subject);
  add(statement, rdf_term("predicate"), reason.statement.predicate);
  add(statement, rdf_term("object"), reason.statement.object);
  if (!reason.derivation)
    return;
  const std::string& run = reason.made_from.run;
  const std::string plan = std::string(vocabulary::micrograph::base) + "mappings/" + reason.made_from.mapping_version + "/" +
                           told.rule->file + "#L" + std::to_string(told.rule->line);
  const rdf::Term& place = reason.derivation->place;
  if (place.kind != rdf::TermKind::none) {
    const std::string document = place.value.substr(0, place.value.find('#'));
    add(statement, prov_term("wasDerivedFrom"), place);
    add(place, prov_term("wasDerivedFrom"), rdf::iri(document));
    if (!reason.derivation->literal.empty())
      add(place, prov_term("value"), rdf::literal(reason.derivation->literal));
    if (!reason.sha256.empty())
      add(rdf::iri(document), vocabulary::schema::sha256, rdf::literal(reason.sha256));
    if (reason.conversion) {
      const std::string derivation = "derivation" + std::to_string(number);
      add(statement, prov_term("qualifiedDerivation"), rdf::blank(derivation));
      add(rdf::blank(derivation), rdf_term("type"), rdf::iri(prov_term("Derivation")));
      add(rdf::blank(derivation), prov_term("entity"), place);
      add(rdf::blank(derivation), rdfs_comment, rdf::literal("converted " + conversion_text(*reason.conversion)));
    }
  }
  const std::string association = "association" + std::to_string(number);
  add(statement, prov_term("wasGeneratedBy"), rdf::iri(run));
  add(rdf::iri(run), rdf_term("type"), rdf::iri(prov_term("Activity")));
  add(rdf::iri(run), prov_term("qualifiedAssociation"), rdf::blank(association));
  add(rdf::blank(association), rdf_term("type"), rdf::iri(prov_term("Association")));
  add(rdf::blank(association), prov_term("agent"), rdf::iri(reason.made_from.program));
  add(rdf::blank(association), prov_term("hadPlan"), rdf::iri(plan));
  add(rdf::iri(plan), rdf_term("type"), rdf::iri(prov_term("Plan")));
  add(rdf::iri(plan), vocabulary::rdfs::label, rdf::literal(where(*told.rule)));
}

} // namespace micrograph::cli
