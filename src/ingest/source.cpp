#include "ingest/source.hpp"

#include "base/error.hpp"
#include "ingest/source_list.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace micrograph::ingest {

namespace fs = std::filesystem;

namespace {

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.size() > 1 && name.front() == '.' && name != "..";
}

/// The names in a folder, sorted.
std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && it != fs::directory_iterator(); it.increment(error))
    entries.push_back(*it);
  if (error)
    throw IoError("input.unreadable", "cannot be listed: " + error.message(), Place{folder.string(), {}, {}, {}, {}});
  std::sort(entries.begin(), entries.end());
  return entries;
}

bool is_folder(const fs::directory_entry& entry) {
  std::error_code error;
  return entry.is_directory(error) && !entry.is_symlink(error);
}

/// A folder that is one source: its format, and the file by way of which it is read.
struct FolderSource {
  const formats::Format* format = nullptr; ///< null if the folder is none
  fs::path marker;
};

FolderSource folder_source(const std::vector<fs::directory_entry>& entries) {
  for (const auto& format : formats::all_formats())
    for (const std::string& marker : format->info().folder_markers)
      for (const fs::directory_entry& entry : entries) {
        std::error_code error;
        if (entry.path().filename() == marker && entry.is_regular_file(error))
          return {format.get(), entry.path()};
      }
  return {};
}

/// Lists the files of a folder and of all below it, but for those that belong to a source that is a folder.
class Walk {
public:
  Walk(fs::path root, SourceList& files) : root_(std::move(root)), files_(files) {}

  void run() {
    pending_.push_back({root_, {}, {}});
    while (!pending_.empty()) {
      const Folder folder = std::move(pending_.back());
      pending_.pop_back();
      list(folder);
    }
  }

private:
  struct Folder {
    fs::path path;
    FolderSource source;  ///< that it lies in, if it lies in one
    fs::path source_root; ///< folder of that source
  };

  void list(Folder folder) {
    const auto entries = entries_of(folder.path);
    if (FolderSource own = folder_source(entries); own.format) {
      const bool is_root = folder.path == root_;
      files_.push_back({own.marker, is_root ? name_of(root_) : folder.path.lexically_relative(root_).generic_string(), is_root});
      folder.source = std::move(own);
      folder.source_root = folder.path;
    }
    for (const fs::directory_entry& entry : entries) {
      std::error_code error;
      const bool is_below = is_folder(entry);
      if (is_hidden(entry.path()) || belongs_to(folder, entry.path(), is_below))
        continue;
      if (is_below)
        pending_.push_back({entry.path(), folder.source, folder.source_root});
      else if (entry.is_regular_file(error))
        files_.push_back({entry.path(), entry.path().lexically_relative(root_).generic_string(), false});
    }
  }

  /// Of a folder that was named, as it is called, also where that was `.` or ended in a slash.
  static std::string name_of(const fs::path& folder) {
    std::error_code error;
    const fs::path whole = fs::canonical(folder, error);
    return whole.filename().empty() ? folder.string() : whole.filename().string();
  }

  static bool belongs_to(const Folder& folder, const fs::path& path, bool is_below) {
    if (!folder.source.format)
      return false;
    const std::string name = path.lexically_relative(folder.source_root).generic_string();
    return path == folder.source.marker || folder.source.format->takes(is_below ? name + "/" : name);
  }

  fs::path root_;
  SourceList& files_;
  std::vector<Folder> pending_;
};

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

  [[nodiscard]] std::vector<std::string> below(const std::function<bool(const std::string& folder)>& enter,
                                               std::size_t most) const override {
    std::vector<std::string> names;
    list_below({}, 0, enter, most, names);
    return names;
  }

private:
  static constexpr int deepest_folder = 64;

  void list_below(const std::string& prefix, int depth, const std::function<bool(const std::string& folder)>& enter,
                  std::size_t most, std::vector<std::string>& names) const {
    std::vector<std::pair<std::string, bool>> entries; // and whether it is a folder
    std::error_code error;
    for (fs::directory_iterator it(folder_ / prefix, error); !error && it != fs::directory_iterator() && entries.size() < most;
         it.increment(error)) {
      const bool is_below = is_folder(*it);
      std::error_code gone;
      if (is_below || it->is_regular_file(gone))
        entries.emplace_back(prefix + it->path().filename().string(), is_below);
    }
    std::sort(entries.begin(), entries.end());
    for (const auto& [name, is_below] : entries) {
      if (names.size() >= most)
        return;
      if (!is_below)
        names.push_back(name);
      else if (depth < deepest_folder && enter(name))
        list_below(name + "/", depth + 1, enter, most, names);
    }
  }

  fs::path folder_;
};

} // namespace

SourceList discover(const std::vector<fs::path>& arguments) {
  SourceList files;
  for (const fs::path& argument : arguments) {
    std::error_code error;
    const fs::file_status status = fs::status(argument, error);
    if (!fs::exists(status))
      throw IoError("input.missing", "does not exist", Place{argument.string(), {}, {}, {}, {}});
    if (fs::is_directory(status))
      Walk(argument, files).run();
    else
      files.push_back({argument, argument.filename().string(), true});
  }
  files.sort();
  files.drop_repeated();
  return files;
}

std::unique_ptr<formats::Siblings> siblings_of(const fs::path& file) {
  const fs::path folder = file.parent_path();
  return std::make_unique<FolderSiblings>(folder.empty() ? fs::path(".") : folder);
}

} // namespace micrograph::ingest
