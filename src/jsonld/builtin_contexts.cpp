#include "jsonld/document_loader.hpp"

#include "base/error.hpp"
#include "base/text_file.hpp"
#include "jsonld/builtin_contexts.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::jsonld {

namespace {

class BuiltinLoader final : public DocumentLoader {
public:
  explicit BuiltinLoader(std::filesystem::path folder) : contexts_(std::move(folder)) {}

  RemoteDocument load(const std::string& iri) override {
    if (auto known = contexts_.find(iri))
      return std::move(*known);
    throw FormatError("jsonld.loading-remote-context-failed",
                      "The context <" + iri +
                          "> is none of those that come with the program, and nothing is fetched from the "
                          "network; `convert --allow-network` would fetch it.");
  }

private:
  BuiltinContexts contexts_;
};

} // namespace

BuiltinContexts::BuiltinContexts(std::filesystem::path folder) : folder_(std::move(folder)) {
  const std::string table = read_text_file(folder_ / "contexts.tsv");
  std::string_view rest = table;
  for (bool header = true; !rest.empty(); header = false) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto tab = line.find('\t');
    if (!header && tab != std::string_view::npos)
      files_.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
}

std::optional<RemoteDocument> BuiltinContexts::find(const std::string& iri) const {
  const auto file = files_.find(iri);
  if (file == files_.end())
    return std::nullopt;
  RemoteDocument document;
  document.document_url = iri;
  document.content_type = "application/ld+json";
  document.body = read_text_file(folder_ / file->second);
  return document;
}

std::unique_ptr<DocumentLoader> make_builtin_loader(std::filesystem::path contexts_folder) {
  return std::make_unique<BuiltinLoader>(std::move(contexts_folder));
}

} // namespace micrograph::jsonld
