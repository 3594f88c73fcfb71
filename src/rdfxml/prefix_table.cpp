#include "rdfxml/prefix_table.hpp"

#include "base/xml_escapes.hpp"
#include "rdfxml/names.hpp"

namespace micrograph::rdfxml {

std::string ElementName::text() const {
  return std::string(prefix).append(prefix.empty() ? "" : ":").append(local);
}

PrefixTable::PrefixTable() {
  add("rdf", rdf_namespace);
}

void PrefixTable::add(std::string_view prefix, std::string_view name_space) {
  if ((!prefix.empty() && !is_nc_name(prefix)) || begins_with_xml(prefix) || name_space.empty() ||
      name_space == xml_namespace || name_space == xmlns_namespace ||
      first_unwritable(name_space) != std::string_view::npos)
    return;
  std::string key(name_space);
  if (namespaces_.find(prefix) != namespaces_.end() || prefixes_.find(key) != prefixes_.end())
    return;
  namespaces_.emplace(prefix, key);
  prefixes_.emplace(std::move(key),
                    Namespace{std::string(prefix), all_declared_ || prefixes_.size() >= max_at_root});
}

std::optional<ElementName> PrefixTable::name_of(std::string_view iri) {
  const auto named = [&](const ByNamespace::value_type& entry) {
    const std::string_view name_space = entry.first;
    return ElementName{entry.second.prefix, iri.substr(name_space.size()),
                       entry.second.late ? name_space : std::string_view()};
  };
  std::optional<std::string_view> shortest;
  for (std::size_t at = nc_name_suffix(iri); at < iri.size(); ++at) {
    const std::string_view name_space = iri.substr(0, at);
    if (!starts_nc_name(iri.substr(at)) || name_space.empty() || name_space == xml_namespace ||
        name_space == xmlns_namespace)
      continue;
    if (const auto known = prefixes_.find(name_space); known != prefixes_.end())
      return named(*known);
    if (!shortest)
      shortest = name_space;
  }
  if (!shortest)
    return std::nullopt;
  add(fresh_prefix(), *shortest);
  return named(*prefixes_.find(*shortest));
}

std::string PrefixTable::fresh_prefix() {
  std::string prefix;
  do
    prefix = "ns" + std::to_string(++generated_);
  while (namespaces_.find(prefix) != namespaces_.end());
  return prefix;
}

void PrefixTable::declare_all(std::string& out) {
  for (const auto& [prefix, name_space] : namespaces_) {
    if (prefixes_.find(name_space)->second.late)
      continue;
    out.append("\n    xmlns").append(prefix.empty() ? "" : ":").append(prefix).append("=\"");
    append_escaped(out, name_space, XmlPlace::attribute);
    out += '"';
  }
  all_declared_ = true;
}

} // namespace micrograph::rdfxml
