#include "rdfxml/xml_literal.hpp"

#include "base/error.hpp"
#include "base/xml_escapes.hpp"
#include "rdfxml/names.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace micrograph::rdfxml {

namespace {

void append_name(std::string& out, const document::XmlName& name) {
  if (!name.prefix.empty())
    out.append(name.prefix).append(":");
  out += name.local;
}

} // namespace

void XmlLiteral::start(const document::XmlName& name, std::span<const document::XmlAttribute> attributes) {
  open_.push_back({name, declared_.size()});
  out_ += '<';
  append_name(out_, name);

  used_.assign(1, name);
  sorted_.clear();
  for (const document::XmlAttribute& attribute : attributes) {
    sorted_.push_back(&attribute);
    if (!attribute.name.prefix
             .empty()) // an attribute without prefix is in no namespace, whatever the default
      used_.push_back(attribute.name);
  }
  std::sort(used_.begin(), used_.end(),
            [](const document::XmlName& a, const document::XmlName& b) { return a.prefix < b.prefix; });
  for (const document::XmlName& used : used_)
    declare(used);

  std::sort(sorted_.begin(), sorted_.end(),
            [](const document::XmlAttribute* a, const document::XmlAttribute* b) {
              return std::tie(a->name.uri, a->name.local) < std::tie(b->name.uri, b->name.local);
            });
  for (const document::XmlAttribute* attribute : sorted_) {
    out_ += ' ';
    append_name(out_, attribute->name);
    out_ += "=\"";
    append_escaped(out_, attribute->value, XmlPlace::attribute);
    out_ += '"';
  }
  out_ += '>';
}

/// Declares the namespace of a name, unless an element around it has done so already.
void XmlLiteral::declare(const document::XmlName& name) {
  if (name.uri == xml_namespace || declared_uri(name.prefix) == name.uri)
    return;
  declared_.emplace_back(name.prefix, name.uri);
  out_ += name.prefix.empty() ? " xmlns" : " xmlns:";
  out_.append(name.prefix).append("=\"");
  append_escaped(out_, name.uri, XmlPlace::attribute);
  out_ += '"';
}

/// Empty if the prefix is not declared: that is what `xmlns=""` says, too.
std::string_view XmlLiteral::declared_uri(std::string_view prefix) const {
  const auto found = std::find_if(declared_.rbegin(), declared_.rend(),
                                  [&](const auto& declared) { return declared.first == prefix; });
  return found == declared_.rend() ? std::string_view() : found->second;
}

void XmlLiteral::end() {
  out_ += "</";
  append_name(out_, open_.back().name);
  out_ += '>';
  declared_.resize(open_.back().declared_before);
  open_.pop_back();
}

void XmlLiteral::text(std::string_view piece) {
  append_escaped(out_, piece, XmlPlace::content);
}

void XmlLiteral::processing_instruction(std::string_view target, std::string_view data) {
  out_.append("<?").append(target);
  if (!data.empty())
    out_.append(" ").append(data);
  out_ += "?>";
}

void XmlLiteral::comment(std::string_view text) {
  out_.append("<!--").append(text).append("-->");
}

std::string XmlLiteral::take() {
  MICROGRAPH_EXPECTS(open_.empty());
  return std::exchange(out_, {});
}

} // namespace micrograph::rdfxml
