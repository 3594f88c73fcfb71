#include "prov/provn_writer.hpp"

#include "base/error.hpp"
#include "prov/date_time.hpp"
#include "prov/kinds.hpp"
#include "prov/names.hpp"
#include "prov/vocabulary.hpp"

#include <ostream>

namespace micrograph::prov {

namespace {

class Writer {
public:
  explicit Writer(const Document& document) : document_(document), names_(document.prefixes) {}

  /// Records first, since they decide which prefixes there are.
  std::string write() {
    std::string records;
    for (const Record& record : document_.records)
      append(records, record, "  ");
    for (const Bundle& bundle : document_.bundles) {
      records += "  bundle " + names_.name(bundle.id) + "\n";
      for (const Record& record : bundle.records)
        append(records, record, "    ");
      records += "  endBundle\n";
    }
    std::string text = "document\n";
    for (const auto& [prefix, iri] : names_.prefixes())
      if (prefix != "prov" && prefix != "xsd") // reserved: must not be declared
        text += "  prefix " + prefix + " <" + iri + ">\n";
    return text + records + "endDocument\n";
  }

private:
  void append(std::string& out, const Record& record, const char* indent) {
    const KindSpec& spec = spec_of(record.kind);
    out.append(indent).append(spec.name).append("(");
    bool first = true;
    if (record.id && spec.clazz) {
      out += names_.name(*record.id);
      out += spec.is_element() ? "" : "; ";
      first = !spec.is_element();
    }
    for (std::size_t i = 0; i < spec.arguments.size(); ++i) {
      out += first ? "" : ", ";
      first = false;
      const auto& argument = record.arguments[i];
      const bool is_time = spec.arguments[i].role == Role::time;
      MICROGRAPH_EXPECTS(!argument || !is_time || is_date_time(*argument));
      out += !argument ? "-" : is_time ? *argument : names_.name(*argument);
    }
    if (spec.clazz)
      append_attributes(out, record.attributes);
    out += ")\n";
  }

  void append_attributes(std::string& out, const std::vector<Attribute>& attributes) {
    if (attributes.empty())
      return;
    const char* before = ", [";
    for (const Attribute& attribute : attributes) {
      out += before + names_.name(attribute.name) + " = ";
      append_value(out, attribute.value);
      before = ", ";
    }
    out += "]";
  }

  void append_value(std::string& out, const rdf::Term& value) {
    if (value.kind != rdf::TermKind::literal) {
      out += "'" + (value.kind == rdf::TermKind::blank ? "_:" + value.value : names_.name(value.value)) + "'";
      return;
    }
    out += '"';
    for (const char c : value.value) {
      constexpr std::string_view special = "\t\b\n\r\f\\\"", letters = "tbnrf\\\"";
      const auto which = special.find(c);
      if (which == std::string_view::npos)
        out += c;
      else
        (out += '\\') += letters[which];
    }
    out += '"';
    if (!value.language.empty())
      out += "@" + value.language;
    else if (!value.datatype.empty())
      out += " %% " + names_.name(value.datatype);
  }

  const Document& document_;
  NameMaker names_;
};

} // namespace

void write_prov_n(const Document& document, std::ostream& out) {
  if (!(out << Writer(document).write()).flush())
    throw IoError("output.failed", "the PROV-N cannot be written");
}

} // namespace micrograph::prov
