#include "formats/imaris/metadata.hpp"

#include "base/checksum.hpp"
#include "formats/hdf5/attribute.hpp"
#include "formats/hdf5/group.hpp"
#include "formats/imaris/names.hpp"

#include <set>

namespace micrograph::formats::imaris {

namespace {

using document::Record;

constexpr unsigned max_depth = 16;
constexpr std::uint64_t max_text_size = std::uint64_t{1} << 20; ///< bytes of a parameter that is stored as a data set

/// The directory's name alone, or with the number of a further data set behind it.
bool is_directory(std::string_view name, std::string_view directory) {
  return !directory.empty() && name.starts_with(directory) &&
         name.find_first_not_of("0123456789", directory.size()) == std::string_view::npos;
}

class MetadataReader {
public:
  MetadataReader(ByteSource& bytes, hdf5::Storage& storage) : name_(bytes.name()), storage_(storage), oddities_(name_) {}

  Record read(FindingSink& findings) {
    Record record = Record::branch("IMS");
    const hdf5::Object root = hdf5::read_object(storage_, storage_.root());
    seen_.insert(root.address);
    attempt("/", [&] { add_attributes(root, "/", record); });
    attempt("/", [&] { add_directories(root, record); });
    if (!has_info_)
      oddities_.note("imaris.no-information", 0, "/", "there is no group with information about a data set");
    oddities_.report(findings);
    return record;
  }

private:
  /// Notes what cannot be read, and goes on behind it. At the limit of what is read, nothing more is tried.
  template <typename Read> void attempt(const std::string& path, Read read) {
    if (is_stopped_)
      return;
    try {
      read();
    } catch (const FormatError& error) {
      if (error.code() != "hdf5.limit")
        return hdf5::note_or_rethrow(error, path, oddities_);
      is_stopped_ = true;
      oddities_.note("hdf5.limit", error.place().offset.value_or(0), path, std::string(error.what()) + "; what follows was left out");
    }
  }

  void add_directories(const hdf5::Object& root, Record& record) {
    const std::string info = text_of(record, "DataSetInfoDirectoryName", "DataSetInfo");
    const std::string data = text_of(record, "DataSetDirectoryName", "DataSet");
    for (const hdf5::Link& link : hdf5::read_links(storage_, root)) {
      const bool is_info = is_directory(link.name, info);
      if (!is_info && !is_directory(link.name, data)) {
        record.children.push_back(Record::leaf("Other", parameter_name(link.name, false)));
        continue;
      }
      Record part = Record::branch(is_info ? "DataSetInfo" : "DataSet");
      part.value = link.name.substr(is_info ? info.size() : data.size());
      part.has_value = !part.value.empty();
      has_info_ = has_info_ || is_info;
      attempt(link.name, [&] {
        if (const auto object = follow(link, link.name)) {
          if (is_info)
            add_section(*object, link.name, part, 0);
          else
            add_levels(*object, link.name, part);
        }
      });
      record.children.push_back(std::move(part));
    }
  }

  /// Absent, with a note, where a link leads to another name or file, or to what was read before.
  std::optional<hdf5::Object> follow(const hdf5::Link& link, const std::string& path) {
    if (!link.target) {
      oddities_.note("hdf5.link", storage_.root(), path, "a link to another name or file is not followed");
      return {};
    }
    if (!seen_.insert(*link.target).second) {
      oddities_.note("hdf5.link", *link.target, path, "a link leads to what was read already; it is not followed");
      return {};
    }
    return hdf5::read_object(storage_, *link.target);
  }

  /// Attributes, parameters that are data sets, and the groups below.
  void add_section(const hdf5::Object& object, const std::string& path, Record& record, unsigned depth) {
    if (depth == max_depth)
      storage_.fail(object.address, "groups are nested more than " + std::to_string(max_depth) + " deep");
    add_attributes(object, path, record);
    for (const hdf5::Link& link : hdf5::read_links(storage_, object)) {
      const std::string below = path + "/" + link.name;
      attempt(below, [&] {
        const auto child = follow(link, below);
        if (!child)
          return;
        if (child->find(hdf5::MessageType::layout))
          return add_parameter(*child, link.name, below, record);
        Record section = group_record(link.name);
        add_section(*child, below, section, depth + 1);
        record.children.push_back(std::move(section));
      });
    }
  }

  /// Resolution levels, of each the first time point with its channels; of these what is known of the voxels, which stay unread.
  void add_levels(const hdf5::Object& object, const std::string& path, Record& record) {
    add_attributes(object, path, record);
    for (const hdf5::Link& link : hdf5::read_links(storage_, object)) {
      Record level = group_record(link.name);
      const std::string below = path + "/" + link.name;
      attempt(below, [&] {
        if (const auto group = follow(link, below))
          add_time_points(*group, below, level);
      });
      record.children.push_back(std::move(level));
    }
  }

  void add_time_points(const hdf5::Object& object, const std::string& path, Record& record) {
    add_attributes(object, path, record);
    const auto links = hdf5::read_links(storage_, object);
    record.children.push_back(Record::leaf("TimePoints", std::to_string(links.size())));
    if (links.empty())
      return;
    const std::string below = path + "/" + links.front().name;
    Record time_point = group_record(links.front().name);
    attempt(below, [&] {
      if (const auto group = follow(links.front(), below)) {
        add_attributes(*group, below, time_point);
        for (const hdf5::Link& link : hdf5::read_links(storage_, *group))
          attempt(below + "/" + link.name, [&] { add_channel(link, below + "/" + link.name, time_point); });
      }
    });
    record.children.push_back(std::move(time_point));
  }

  void add_channel(const hdf5::Link& link, const std::string& path, Record& record) {
    const auto group = follow(link, path);
    if (!group)
      return;
    Record channel = group_record(link.name);
    add_attributes(*group, path, channel);
    for (const hdf5::Link& part : hdf5::read_links(storage_, *group))
      if (part.name == "Data")
        attempt(path + "/Data", [&] {
          if (const auto data = follow(part, path + "/Data"))
            add_shape(*data, "Data", channel);
        });
    record.children.push_back(std::move(channel));
  }

  void add_shape(const hdf5::Object& object, const std::string& name, Record& record) {
    const auto dataset = hdf5::read_dataset(storage_, object);
    if (!dataset)
      return;
    Record shape = Record::branch(name);
    if (const auto type = dataset->type.name())
      shape.children.push_back(Record::leaf("Type", *type));
    std::string extents;
    for (const std::uint64_t extent : dataset->shape.value_or(std::vector<std::uint64_t>()))
      extents += (extents.empty() ? "" : " ") + std::to_string(extent);
    shape.children.push_back(Record::leaf("Shape", extents));
    record.children.push_back(std::move(shape));
  }

  void add_parameter(const hdf5::Object& object, const std::string& name, const std::string& path, Record& record) {
    const auto dataset = hdf5::read_dataset(storage_, object);
    const auto content = hdf5::read_content(storage_, object, max_text_size);
    if (!dataset || !content)
      return add_shape(object, parameter_name(name, true), record);
    add_value({name, dataset->type, dataset->shape, *content, object.address}, path, true, record);
    Record attributes = Record::branch(parameter_name(name, true));
    add_attributes(object, path, attributes);
    if (!attributes.children.empty())
      record.children.push_back(std::move(attributes));
  }

  void add_attributes(const hdf5::Object& object, const std::string& path, Record& record) {
    for (const hdf5::Value& value : hdf5::read_attributes(storage_, object, oddities_))
      attempt(path + "/@" + value.name, [&] { add_value(value, path, false, record); });
  }

  void add_value(const hdf5::Value& value, const std::string& path, bool is_dataset, Record& record) {
    const std::string name = parameter_name(value.name, is_dataset);
    if (const auto texts = hdf5::texts_of(storage_, value)) {
      for (const std::string& text : *texts)
        record.children.push_back(Record::leaf(name, text));
      return;
    }
    oddities_.note("hdf5.value", value.address, path + "/@" + value.name,
                   "a value of a type that is not read; its digest stands for it");
    record.children.push_back(Record::leaf(name, "ni:///sha-256;" + base64url(sha256(value.bytes))));
  }

  static Record group_record(const std::string& name) {
    const GroupName group = group_name(name);
    Record record = Record::branch(group.name);
    record.value = group.number;
    record.has_value = !group.number.empty();
    return record;
  }

  static std::string text_of(const Record& record, std::string_view name, const char* otherwise) {
    for (const Record& child : record.children)
      if (child.name == name && !child.value.empty())
        return child.value;
    return otherwise;
  }

  std::string name_;
  hdf5::Storage& storage_;
  Oddities oddities_;
  std::set<hdf5::Address> seen_;
  bool has_info_ = false;
  bool is_stopped_ = false;
};

} // namespace

Record read_metadata(ByteSource& bytes, hdf5::Storage& storage, FindingSink& findings) {
  return MetadataReader(bytes, storage).read(findings);
}

bool is_imaris(ByteSource& bytes, hdf5::Storage& storage) {
  Oddities unheard(bytes.name());
  for (const hdf5::Value& value : hdf5::read_attributes(storage, hdf5::read_object(storage, storage.root()), unheard))
    if (value.name == "ImarisDataSet")
      return true;
  return false;
}

} // namespace micrograph::formats::imaris
