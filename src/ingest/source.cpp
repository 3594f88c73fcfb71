#include "ingest/source.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <set>
#include <system_error>

namespace micrograph::ingest {

namespace fs = std::filesystem;

namespace {

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.size() > 1 && name.front() == '.' && name != "..";
}

void walk(const fs::path& folder, std::vector<SourceFile>& files) {
  std::error_code error;
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
  if (error)
    throw IoError("input.unreadable", "cannot be listed: " + error.message(), Place{folder.string(), {}, {}, {}, {}});
  for (; it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (error)
      throw IoError("input.unreadable", "cannot be listed: " + error.message(),
                    Place{folder.string(), {}, {}, {}, {}});
    if (is_hidden(it->path())) {
      it.disable_recursion_pending();
      continue;
    }
    if (it->is_regular_file(error))
      files.push_back({it->path(), it->path().lexically_relative(folder).generic_string(), false});
  }
}

class FolderSiblings final : public formats::Siblings {
public:
  explicit FolderSiblings(fs::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] std::unique_ptr<ByteSource> open(std::string_view name) const override {
    // A backslash or a colon would mean something else on the system the name was written on.
    if (name.empty() || name.find_first_of(std::string_view("\\:\0", 3)) != std::string_view::npos)
      return nullptr;
    const fs::path relative(name);
    if (relative.is_absolute() || std::find(relative.begin(), relative.end(), "..") != relative.end())
      return nullptr;
    std::error_code error;
    const fs::path root = fs::canonical(folder_, error);
    if (error)
      return nullptr;
    const fs::path target = fs::canonical(root / relative, error);
    if (error || std::mismatch(root.begin(), root.end(), target.begin(), target.end()).first != root.end() ||
        !fs::is_regular_file(target, error))
      return nullptr;
    try {
      return open_file(target);
    } catch (const IoError&) {
      return nullptr;
    }
  }

  [[nodiscard]] std::vector<std::string> names() const override {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder_, error); !error && it != fs::directory_iterator(); it.increment(error))
      names.push_back(it->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

private:
  fs::path folder_;
};

} // namespace

std::vector<SourceFile> discover(const std::vector<fs::path>& arguments) {
  std::vector<SourceFile> files;
  for (const fs::path& argument : arguments) {
    std::error_code error;
    const fs::file_status status = fs::status(argument, error);
    if (!fs::exists(status))
      throw IoError("input.missing", "does not exist", Place{argument.string(), {}, {}, {}, {}});
    if (fs::is_directory(status))
      walk(argument, files);
    else
      files.push_back({argument, argument.filename().string(), true});
  }
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) {
    return std::tie(a.name, a.path) < std::tie(b.name, b.path);
  });
  // The same file reached by two arguments is one source.
  std::set<fs::path> seen;
  std::erase_if(files, [&seen](const SourceFile& file) { return !seen.insert(fs::weakly_canonical(file.path)).second; });
  return files;
}

std::unique_ptr<formats::Siblings> siblings_of(const fs::path& file) {
  const fs::path folder = file.parent_path();
  return std::make_unique<FolderSiblings>(folder.empty() ? fs::path(".") : folder);
}

} // namespace micrograph::ingest
