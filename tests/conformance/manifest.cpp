#include "conformance/manifest.hpp"

#include "base/byte_source.hpp"
#include "rdf/serd_io.hpp"
#include "rdf/vocabulary.hpp"

#include <set>
#include <stdexcept>

namespace micrograph::conformance {

namespace names = rdf::vocabulary::rdf;

namespace {

constexpr char manifest_vocabulary[] = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

std::string local_name(std::string_view iri) {
  return std::string(iri.substr(iri.find_last_of("#/") + 1));
}

std::shared_ptr<Manifest> read_manifest(const std::filesystem::path& file, const std::string& iri) {
  auto manifest = std::make_shared<Manifest>();
  manifest->file = file;
  const auto bytes = open_file(file);
  rdf::read_rdf(*bytes, rdf::Syntax::turtle, iri, manifest->graph);

  const auto type = manifest->graph.find(rdf::iri(names::type));
  const auto manifest_class = manifest->graph.find(rdf::iri(mf("Manifest")));
  if (!type || !manifest_class)
    throw std::runtime_error(file.string() + " is no manifest");
  auto found = manifest->graph.match(rdf::DocumentGraph::any, *type, *manifest_class);
  if (!found.next())
    throw std::runtime_error(file.string() + " is no manifest");
  manifest->iri = manifest->graph.term(found.subject()).value;
  if (const auto base = manifest->object(rdf::iri(manifest->iri), mf("assumedTestBase")))
    manifest->assumed_test_base = base->value;
  return manifest;
}

void collect(const std::filesystem::path& file, const std::string& iri, std::vector<TestCase>& cases,
             std::set<std::filesystem::path>& seen) {
  if (!seen.insert(file.lexically_normal()).second)
    return;
  const std::shared_ptr<const Manifest> manifest = read_manifest(file, iri);
  const rdf::TermView self = rdf::iri(manifest->iri);
  for (const rdf::TermView& head : manifest->objects(self, mf("include")))
    for (const rdf::TermView& included : manifest->list(head))
      collect(manifest->file_of(included.value), std::string(included.value), cases, seen);
  for (const rdf::TermView& head : manifest->objects(self, mf("entries")))
    for (const rdf::TermView& entry : manifest->list(head)) {
      TestCase test{manifest, std::string(entry.value), {}, {}, {}};
      if (const auto type = manifest->object(entry, names::type))
        test.type = local_name(type->value);
      if (const auto action = manifest->object(entry, mf("action")))
        test.action = rdf::Term(*action);
      if (const auto result = manifest->object(entry, mf("result")))
        test.result = rdf::Term(*result);
      cases.push_back(std::move(test));
    }
}

} // namespace

std::string mf(std::string_view local) {
  return std::string(manifest_vocabulary).append(local);
}

std::vector<rdf::TermView> Manifest::objects(const rdf::TermView& subject, std::string_view predicate) const {
  std::vector<rdf::TermView> out;
  const auto s = graph.find(subject);
  const auto p = graph.find(rdf::iri(predicate));
  if (s && p)
    for (auto found = graph.match(*s, *p, rdf::DocumentGraph::any); found.next();)
      out.push_back(graph.term(found.object()));
  return out;
}

std::optional<rdf::TermView> Manifest::object(const rdf::TermView& subject,
                                              std::string_view predicate) const {
  const auto all = objects(subject, predicate);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

std::vector<rdf::TermView> Manifest::list(const rdf::TermView& head) const {
  std::vector<rdf::TermView> members;
  for (std::optional<rdf::TermView> cell = head; cell && cell->value != names::nil;
       cell = object(*cell, names::rest)) {
    const auto first = object(*cell, names::first);
    if (!first || members.size() > graph.size())
      throw std::runtime_error(file.string() + " has a broken list");
    members.push_back(*first);
  }
  return members;
}

std::filesystem::path Manifest::file_of(std::string_view file_iri) const {
  std::filesystem::path folder = file.parent_path();
  std::string_view folder_iri = std::string_view(iri).substr(0, iri.rfind('/') + 1);
  while (file_iri.substr(0, folder_iri.size()) != folder_iri) {
    const auto slash = folder_iri.substr(0, folder_iri.size() - 1).rfind('/');
    if (slash == std::string_view::npos || folder_iri[slash - 1] == '/')
      throw std::runtime_error(std::string(file_iri) + " is not a file beside " + file.string());
    folder_iri = folder_iri.substr(0, slash + 1);
    folder = folder.parent_path();
  }
  return folder / file_iri.substr(folder_iri.size());
}

std::string Manifest::base_of(std::string_view file_iri) const {
  if (assumed_test_base.empty())
    return std::string(file_iri);
  const std::string_view folder_iri = std::string_view(iri).substr(0, iri.rfind('/') + 1);
  const bool below = file_iri.substr(0, folder_iri.size()) == folder_iri;
  return assumed_test_base + std::string(below ? file_iri.substr(folder_iri.size()) : local_name(file_iri));
}

std::vector<TestCase> read_cases(const std::filesystem::path& file, const std::string& iri) {
  std::vector<TestCase> cases;
  std::set<std::filesystem::path> seen;
  collect(file, iri, cases, seen);
  return cases;
}

} // namespace micrograph::conformance
