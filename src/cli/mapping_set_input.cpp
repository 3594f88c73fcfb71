#include "cli/mapping_set_input.hpp"

#include "cli/text_input.hpp"

namespace micrograph::cli {

namespace {

/// Empty if no file beside the table is called like it.
std::filesystem::path metadata_beside(const std::filesystem::path& table) {
  for (const char* suffix : {".yml", ".yaml"}) {
    std::filesystem::path beside = table;
    beside.replace_extension(suffix);
    std::error_code error;
    if (beside != table && std::filesystem::is_regular_file(beside, error))
      return beside;
  }
  return {};
}

} // namespace

sssom::MappingSet read_mapping_set(const std::filesystem::path& path, std::optional<sssom::Form> form,
                                   const std::filesystem::path& metadata) {
  const std::string text = read_text_input(path);
  const std::string name = path == "-" ? "standard input" : path.string();
  std::filesystem::path external = metadata;
  const sssom::Form told = form.value_or(sssom::guess_form(text));
  const bool has_none =
      told == sssom::Form::alignment || (told == sssom::Form::tsv && !text.starts_with('#'));
  if (has_none && external.empty() && path != "-")
    external = metadata_beside(path);
  if (external.empty())
    return sssom::read(text, name, form);
  const sssom::ExternalMetadata block{read_text_input(external), external.string()};
  return sssom::read(text, name, form, &block);
}

} // namespace micrograph::cli
